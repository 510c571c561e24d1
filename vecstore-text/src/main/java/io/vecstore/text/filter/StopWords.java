package io.vecstore.text.filter;

import java.util.List;

/** The words of a language that say nothing about what a text is about. */
public final class StopWords {

  private static final String ENGLISH =
      """
      a about after all also an and any are as at be because been before being between both but by \
      can could did do does doing during each for from had has have having he her him his how i if \
      in into is it its may me might more most must my no nor not of on only or other our out over \
      same shall she should so some such than that the their them then there these they this those \
      through to too under until up upon us very was we were what when where which while who whom \
      why will with would you your\
      """;

  private static final String GERMAN =
      """
      aber als also am an auch auf aus bei bin bis bist da damit dann das dass dein dem den denn der \
      des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer \
      eines er es euer für hab habe haben hat hatte hier ich ihm ihn ihr ihre im in ist ja kann kein \
      keine können man mein mich mir mit muss nach nicht noch nun nur ob oder ohne sehr sein seine \
      sich sie sind so soll sonst über um und uns unser unter vom von vor war waren was weil wenn \
      wer werden wie wieder will wir wird wo zu zum zur\
      """;

  private static final String FRENCH =
      """
      à ai au aux avec avoir c ce ces cet cette comme d dans de des du elle elles en est et été être \
      eu il ils j je l la le les leur leurs lui m ma mais me même mes moi mon n ne nos notre nous on \
      ont ou où par pas plus pour qu que qui s sa sans se ses si son sont sur t ta te tes toi ton tu \
      un une vos votre vous y\
      """;

  private static final String SPANISH =
      """
      a al algo como con de del desde donde el él ella ellas ellos en entre era es esa ese eso esta \
      está este esto estos fue ha hay he la las le les lo los más me mi mis muy nada ni no nos o os \
      para pero por porque que qué se ser si sí sin sobre son su sus también te tiene tu un una uno \
      unos y ya yo\
      """;

  private static final String ITALIAN =
      """
      a ad agli ai al alla alle allo anche c che chi ci come con cui da dagli dai dal dalla dalle \
      degli dei del dell della delle dello di dove e è ed era gli ha ho i il in io l la le lei lo \
      loro lui ma mi mia mio ne negli nei nel nella nelle noi non o per perché più quale quando \
      quella quello questa questo se si sia sono su sua sue sugli sul sulla suo suoi ti tra tu un \
      una uno vi voi\
      """;

  private static final String PORTUGUESE =
      """
      a ao aos as à às até com como da das de dela dele do dos e é ela elas ele eles em entre era \
      essa esse esta está este eu foi há isso isto já lhe mais mas me mesmo meu minha muito na não \
      nas nem no nos nós o os ou para pela pelas pelo pelos por qual quando que quem se sem ser seu \
      seus são só sua suas também te tem um uma você\
      """;

  private static final String DUTCH =
      """
      aan al alles als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een \
      en er ge geen had heb heeft het hier hij hoe hun iemand ik in is ja je kan kon maar me meer \
      men met mij mijn naar niet niets nog nu of om omdat ook op over te tegen toch toen tot u uit \
      uw van veel voor want waren was wat we wel werd wie wij wil worden zal ze zelf zich zij zijn \
      zo zonder zou\
      """;

  private StopWords() {}

  /**
   * Returns the stop words of a language, named in English and lower case; none where no list is
   * known.
   */
  public static List<String> of(String language) {
    String words =
        switch (language) {
          case "english" -> ENGLISH;
          case "german" -> GERMAN;
          case "french" -> FRENCH;
          case "spanish" -> SPANISH;
          case "italian" -> ITALIAN;
          case "portuguese" -> PORTUGUESE;
          case "dutch" -> DUTCH;
          default -> "";
        };
    return words.isEmpty() ? List.of() : List.of(words.strip().split(" "));
  }
}
