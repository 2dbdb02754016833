from geo.extract.date_english import ENGLISH as FIGURES
