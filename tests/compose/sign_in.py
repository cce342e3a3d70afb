"""The people of a district sign in again: a token lasts ten minutes, and all tests together longer."""

from tests.e2e.district import District


def sign_in_again(district: District) -> District:
    for login, password in district.passwords.items():
        request = {"login": login, "password": password}
        answer = district.system.peer.call("campaign", "sign_in", request)
        district.tokens[login] = answer["token"]
    return district
