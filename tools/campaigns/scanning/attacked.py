"""How many addresses with parameters or forms wapiti knew when it attacked.

Usage: attacked.py FOLDER    FOLDER is wapiti's --store-session.
"""
import sqlite3
import sys
from pathlib import Path

file = next(iter(Path(sys.argv[1]).glob("*.db")))
print(sqlite3.connect(file).execute("SELECT COUNT(*) FROM paths").fetchone()[0])
