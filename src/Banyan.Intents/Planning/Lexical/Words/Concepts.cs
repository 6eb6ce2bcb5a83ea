using System.Collections.Frozen;

namespace Banyan.Intents.Planning.Lexical.Words;

/// <summary>Words of everyday service talk that mean nearly the same. Knows English, no catalogue: it gives a score one more feature, it never decides alone.</summary>
internal static class Concepts
{
    private static readonly FrozenDictionary<string, string> ByStem = Build(
        "cancel cancellation abort revoke scrap undo stop annul withdraw call-off get-rid do-not-need no-longer-need do-not-want",
        "order purchase buy bought ordering ordr oder",
        "parcel package shipment delivery box consignment packet",
        "ship shipped sent send dispatch dispatched mailed posted gone-out went-out left on-its-way",
        "deliver delivered arrive arrived arrival received here got-here get-here came handed-over",
        "track trace locate where whereabouts tracking eta how-far",
        "return bring-back send-back sent-back give-back take-back money-back refund reimburse",
        "complain complaint complaining complain grievance unhappy dissatisfied not-happy gripe",
        "phone telephone mobile cell number phone-no",
        "address adress street residence live home moved move moving house postcode",
        "email mail e-mail",
        "account profile membership registration",
        "points loyalty bonus reward rewards miles",
        "status state progress condition going doing coming-along",
        "show list display see view overview review give tell pull-up print",
        "find search look lookup look-up seek browse",
        "change update modify edit alter amend set switch adjust",
        "reschedule postpone rebook delay another-day another-date instead delivery-day delivery-date",
        "close delete remove terminate shut deactivate erase shut-down",
        "create make add open raise file lodge submit register write new",
        "product item article goods thing sell catalogue catalog stock shop",
        "pay payment paid charge bill",
        "price cost worth total amount expensive",
        "book reserve booking reservation schedule appointment ticket buy-ticket",
        "movie film cinema", "song music track-music tune", "hotel room accommodation", "flight plane fly", "restaurant eat table dine",
        "detail info information data record");

    /// <summary>How many words the longest phrase has.</summary>
    public const int LongestPhrase = 3;

    /// <summary>The concept of a word or of a phrase joined by hyphens; null when it has none.</summary>
    public static string? Of(string stemOrPhrase) => ByStem.GetValueOrDefault(stemOrPhrase);

    /// <summary>The concepts a row of tokens speaks of, in order.</summary>
    public static IEnumerable<string> In(IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TokenKind.Word)
            {
                continue;
            }

            var phrase = "";
            for (var length = 1; length <= LongestPhrase && i + length <= tokens.Count && tokens[i + length - 1].Kind == TokenKind.Word; length++)
            {
                phrase = length == 1 ? tokens[i].Stem : phrase + "-" + tokens[i + length - 1].Stem;
                if (ByStem.TryGetValue(phrase, out var concept))
                {
                    yield return concept;
                }
            }
        }
    }

    private static FrozenDictionary<string, string> Build(params string[] rows)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var words = row.Split(' ');
            foreach (var word in words)
            {
                map.TryAdd(string.Join('-', word.Split('-').Select(Stemmer.Stem)), words[0]);
                map.TryAdd(Stemmer.Stem(word), words[0]);
            }
        }

        return map.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
