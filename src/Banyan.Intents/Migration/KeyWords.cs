using System.Collections.Frozen;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration;

/// <summary>Reduces what nobody could do to its key words: no numbers, addresses, names or quotes, no more than six words, sorted.</summary>
internal static class KeyWords
{
    private const int Most = 6, Shortest = 3, Longest = 20;

    private static readonly FrozenSet<string> Empty = (
        "a about after again all also am an and any anything are around as ask at be because been before but by can cannot could did do does don done each "
        + "ever every everything for from get give go had has have hello help her here hers hey him his how i if i'd i'll i'm i've in into is it it's its just "
        + "kindly know let like make may me might mine more my need next not now of off on once one only or other our ours out over please put really set she "
        + "should so some something soon still such tell than thank thanks that that's the their theirs them then there these they thing this those to too try "
        + "under until up us use very want was we were what what's when where which while who whose why will with would you your yours yes").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The key words; empty when nothing is left that may be shown.</summary>
    /// <param name="text">A part of a message.</param>
    /// <param name="subject">Who wrote it: their own names are left out.</param>
    /// <param name="known">Other people whose names are left out.</param>
    public static string Of(string text, Subject subject, IEnumerable<KnownUser> known)
    {
        var hidden = Names(subject.Name, subject.Email, subject.Id).Concat(known.SelectMany(user => Names(user.Name, user.Email, user.Id))).ToHashSet(StringComparer.Ordinal);
        var words = new SortedSet<string>(StringComparer.Ordinal);
        var tokens = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < tokens.Length && words.Count < Most; i++)
        {
            if (Word(tokens[i], isFirst: i == 0) is { } word && !hidden.Contains(word) && !Empty.Contains(word))
            {
                words.Add(Singular(word));
            }
        }

        return string.Join(' ', words);
    }

    // A capital inside a sentence is a name; an address, a number or an id is never a word.
    private static string? Word(string token, bool isFirst)
    {
        var trimmed = token.Trim('.', ',', ';', ':', '!', '?', '(', ')', '"', '\'', '“', '”', '‘', '’');
        if (trimmed.EndsWith("'s", StringComparison.Ordinal))
        {
            trimmed = trimmed[..^2];
        }

        var isPlain = trimmed.Length is >= Shortest and <= Longest && trimmed.All(letter => char.IsLetter(letter) || letter is '-' or '\'');
        return isPlain && (isFirst || !char.IsUpper(trimmed[0])) ? trimmed.ToLowerInvariant() : null;
    }

    private static string Singular(string word) =>
        word.Length > 4 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal) ? word[..^1] : word;

    private static IEnumerable<string> Names(params IEnumerable<string?> texts) =>
        texts.OfType<string>().SelectMany(text => text.ToLowerInvariant().Split(' ', '.', '@', '_', '-'));
}
