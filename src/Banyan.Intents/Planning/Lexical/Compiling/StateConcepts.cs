using System.Collections.Frozen;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>Words for the states things are usually in. Stricter than <see cref="Concepts"/>: these decide whether a write runs.</summary>
internal static class StateConcepts
{
    private static readonly FrozenDictionary<string, string> ByStem = Build(
        "shipped sent dispatched posted mailed despatched gone-out went-out left gone left-the-warehouse out-the-door on-its-way on-the-way under-way in-transit",
        "delivered arrived received got-here handed-over arrive reached-me come came turned-up",
        "pending open unprocessed waiting awaiting outstanding",
        "processed handled prepared packed",
        "cancelled canceled called-off revoked aborted",
        "returned sent-back",
        "available in-stock", "closed shut", "active live", "paid settled");

    /// <summary>The state a stem, or stems joined by hyphens, stands for; null when it stands for none.</summary>
    public static string? Of(string phrase) => ByStem.GetValueOrDefault(phrase);

    private static FrozenDictionary<string, string> Build(params string[] rows) => rows.SelectMany(row => row.Split(' ').Select(word => (Word: word, First: row.Split(' ')[0])))
        .DistinctBy(pair => string.Join('-', pair.Word.Split('-').Select(Stemmer.Stem)), StringComparer.Ordinal)
        .ToFrozenDictionary(pair => string.Join('-', pair.Word.Split('-').Select(Stemmer.Stem)), pair => pair.First, StringComparer.Ordinal);
}
