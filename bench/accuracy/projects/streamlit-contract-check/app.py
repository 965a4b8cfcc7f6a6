import streamlit as st

from check import differences
from texts import text_of

st.set_page_config(page_title="Contract check")
upload = st.file_uploader("Contract", type=["pdf", "docx"])
if upload:
    with st.spinner("Reading"):
        found = differences(text_of(upload))
    for clause in found:
        st.subheader(clause["title"])
        st.write(clause["difference"])
