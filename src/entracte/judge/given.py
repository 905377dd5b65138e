"""Given names that are a woman's, or a man's, nearly everywhere films are told of in English."""

from typing import Final

from entracte.read.joins import words

_WOMEN: Final = words(
    """abigail adele agatha agnes alice alicia amanda amelia amy andrea angela anita ann anna anne
    annie audrey barbara beatrice becky belle bella beth betty bianca brenda brigitte camille
    carla carmen carol caroline carrie catherine cathy cecilia charlotte cheryl chloe christina
    christine claire clara clarice claudia connie cora daisy debbie deborah delia diana diane
    dolores donna dora doris dorothy edith edna elaine eleanor elena elisabeth eliza elizabeth
    ella ellen elsa emily emma erica erin esther eva eve evelyn fiona florence frances gertrude
    gina ginger gladys gloria grace greta gwen hannah harriet hazel heather helen helena
    henrietta hilda hildy ida ilsa ines ingrid irene iris isabel isabella ivy jane janet jean
    jeanne jennifer jenny jessica jill joan joanna jodie josie josephine judith judy julia julie
    juliet karen kate katherine kathleen kathy katie kelly kitty laura lauren leila lena lillian
    lily linda lisa lois lola loretta lorraine louise lucille lucy lydia mabel maggie marcia
    margaret margot maria marian marie marilyn marion marjorie marta martha mary maud maureen
    megan melanie melissa mia michelle mildred miranda miriam moira molly monica muriel myrtle
    nadia nancy naomi natalie natasha nell nellie nina nora norma odette olga olive olivia
    ophelia pamela patricia paula pauline peggy penelope penny phyllis polly rachel rebecca
    regina rita rosa rosalind rose rosemary rosie ruby ruth sally samantha sandra sarah sara
    sethe sharon sheila shirley sibyl simone sofia sonia sophia sophie stella stephanie susan
    susie suzanne sylvia tamara tanya teresa theresa tracy ursula valerie vanessa vera veronica
    vicky victoria viola violet virginia vivian wanda wendy wilma winifred yvonne zelda zoe"""
)
_MEN: Final = words(
    """aaron abel abraham adam adrian alan albert alexander alfred alvin ambrose andrew andy angus
    anton anthony antonio archie arnold arthur barney barry basil ben benjamin bernard bert bill
    billy bob bobby boris brad brandon brian bruce bruno calvin carl carlos cecil charles
    charlie chester chris christopher chuck clarence claude clifford clyde conrad craig curtis
    cyril damian dan daniel danny darren dave david dean dennis dick dmitri dominic don donald
    doug douglas duncan dwight earl eddie edgar edmund edward edwin eli elias elliot eric ernest
    ethan eugene ezra felix ferdinand floyd frank frankie franz fred frederick gabriel gary
    gaston geoffrey george gerald gilbert giovanni giuseppe gordon graham greg gregory grigori
    grisha gus gustav guy hamilton hank hans harold harry harvey hector henri henry herbert
    herman homer horace howard hubert hugh hugo humphrey ian igor isaac ivan jack jacob jacques
    jake james jason jeff jeffrey jeremy jerome jerry jim jimmy joe joel johann john johnny
    jonathan joseph josef joshua juan julian julius karl keith kenneth kevin klaus kurt lance
    larry lars laurence lawrence leo leon leonard leroy lester lewis lionel lloyd louis lucas
    luigi luke malcolm marcel marco marcus mario mark martin marvin matthew maurice max maxwell
    melvin michael miguel mike mikhail miles milton mitch morris moses nathan ned neil nicholas
    nick nicolas nigel norman oliver oscar oswald otis otto owen patrick paul pedro per percy
    perry pete peter phil philip pierre ralph ramon ray raymond reginald rex richard rick robert
    rocky rod rodney roger roland ron ronald roy rudolf rufus rupert russell sam samuel scott
    sebastian sergei seth sid sidney sigmund silas simon stan stanley stefan stephen steve
    steven stuart ted theo theodore thomas tim timothy toby todd tom tommy tony travis trevor
    troy ulysses victor vincent vladimir wallace walter warren wayne wesley wilfred will william
    willie winston woody zachary"""
)
GENDER: Final[dict[str, str]] = dict.fromkeys(_WOMEN, "f") | dict.fromkeys(_MEN, "m")
