"""Writing small 903 returns for tests."""

from collections.abc import Iterable
from pathlib import Path

COLUMNS = {
	"header.csv": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
	"episodes.csv": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
	"reviews.csv": "CHILD,DOB,REVIEW,REVIEW_CODE",
}


def episode(
	child: str,
	decom: str,
	rne: str,
	status: str,
	place: str = "U6",
	*,
	dec: str = "",
	rec: str = "",
	reason: str = "",
	provider: str = "PR1",
	urn: str = "SC001",
	post: str = "ZZ1 1AA",
) -> str:
	"""A row of episodes.csv."""
	return f"{child},{decom},{rne},{status},N1,{place},{provider},{dec},{rec},{reason},ZZ9 9ZZ,{post},{urn}"


def header(child: str, born: str = "14/06/2013", sex: str = "M") -> str:
	"""A row of header.csv."""
	return f"{child},{sex},{born},WBRI,A000000000001,,"


def review(child: str, held: str, code: str = "PN1") -> str:
	"""A row of reviews.csv."""
	return f"{child},14/06/2013,{held},{code}"


def write_return(
	folder: Path,
	headers: Iterable[str] = (),
	episodes: Iterable[str] = (),
	reviews: Iterable[str] = (),
) -> Path:
	"""The three files in a folder, with the columns of the return."""
	folder.mkdir(parents=True, exist_ok=True)
	for (file, columns), rows in zip(COLUMNS.items(), (headers, episodes, reviews), strict=True):
		(folder / file).write_text("\n".join([columns, *rows, ""]), encoding="utf-8")
	return folder
