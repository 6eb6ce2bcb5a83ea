using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Binding;

/// <summary>Which thing of the conversation is meant, when it is exactly one.</summary>
internal static class SpokenThings
{
    /// <summary>The one thing that fits a parameter; null when the parameter names no kind of thing, or none or several fit.</summary>
    /// <remarks>Fits: of the kind; named by its label in the words when any is; else among those spoken of last, all at the same instant.</remarks>
    public static SpokenEntity? OnlyOne(JsonSchema? parameter, IReadOnlyList<SpokenEntity> things, IReadOnlyList<string> userWords)
    {
        if (parameter?.Word("x-banyan-entity") is not { } kind)
        {
            return null;
        }

        var fitting = things.Where(thing => thing.Kind == kind).DistinctBy(thing => thing.Id, StringComparer.Ordinal).ToList();
        var named = fitting.Where(thing => thing.Label.Length > 0 && userWords.Any(words => SpokenText.Of(words).Holds(thing.Label))).ToList();
        if (named.Count == 0 && fitting.Count > 0)
        {
            var last = fitting.Max(thing => thing.At);
            named = [.. fitting.Where(thing => thing.At == last)];
        }

        return named.Count == 1 ? named[0] : null;
    }
}
