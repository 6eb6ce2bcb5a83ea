using System.Collections.Frozen;

namespace Banyan.Intents.Planning.Lexical.Words;

/// <summary>Spells contractions out, with and without their apostrophe, and mends a few spellings of haste.</summary>
internal static class Contractions
{
    private static readonly FrozenDictionary<string, string> Whole = (
        "can't=can not; cannot=can not; cant=can not; won't=will not; wont=will not; shan't=shall not; ain't=is not; aint=is not; "
        + "hasnt=has not; havent=have not; hadnt=had not; isnt=is not; arent=are not; wasnt=was not; werent=were not; doesnt=does not; "
        + "dont=do not; didnt=did not; wouldnt=would not; shouldnt=should not; couldnt=could not; whats=what is; wats=what is; what's=what is; "
        + "wheres=where is; where's=where is; hows=how is; how's=how is; whos=who is; who's=who is; when's=when is; it's=it is; that's=that is; "
        + "there's=there is; here's=here is; he's=he is; she's=she is; let's=let us; im=i am; ive=i have; pls=please; plz=please; thx=thanks; "
        + "u=you; ur=your; tmrw=tomorrow; wanna=want to; gonna=going to; gimme=give me; lemme=let me").Split("; ").Select(pair => pair.Split('=')).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The words a lower-case word stands for, with single spaces between them.</summary>
    public static string SpellOut(string word)
    {
        if (Whole.TryGetValue(word, out var spelled))
        {
            return spelled;
        }

        var apostrophe = word.LastIndexOf('\'');
        if (apostrophe <= 0)
        {
            return word;
        }

        var head = word[..apostrophe];
        return word[apostrophe..] switch
        {
            "'t" when head.EndsWith('n') && head.Length > 2 => head[..^1] + " not",
            "'m" => head + " am",
            "'re" => head + " are",
            "'ve" => head + " have",
            "'ll" => head + " will",
            "'d" => head + " would",
            _ => word,
        };
    }
}
