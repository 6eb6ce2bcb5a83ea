using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>The words that scopes, units and modes go by in ids, keys, labels and the database.</summary>
public static class LimitWords
{
    private static readonly string[] Scopes = ["global", "provider", "service", "user", "feature", "key"];
    private static readonly string[] Units = ["requests", "tokens", "concurrent"];
    private static readonly string[] Modes = ["enforce", "shadow", "off"];

    /// <summary>A scope's word.</summary>
    public static string Of(LimitScope scope) => Scopes[(int)scope];

    /// <summary>A unit's word.</summary>
    public static string Of(LimitUnit unit) => Units[(int)unit];

    /// <summary>A mode's word.</summary>
    public static string Of(LimitMode mode) => Modes[(int)mode];

    /// <summary>The scope of a word, in any case; null when there is none.</summary>
    public static LimitScope? Scope(string word) => Find(Scopes, word) is >= 0 and var at ? (LimitScope)at : null;

    /// <summary>The mode of a word, in any case; null when there is none.</summary>
    public static LimitMode? Mode(string word) => Find(Modes, word) is >= 0 and var at ? (LimitMode)at : null;

    /// <summary>An id as limits compare it: users and features without case, so that writing a name otherwise wins nothing.</summary>
    public static string Id(LimitScope scope, string id) => scope is LimitScope.User or LimitScope.Feature ? Caller.Fold(id) : id;

    private static int Find(string[] words, string word) => Array.FindIndex(words, one => string.Equals(one, word, StringComparison.OrdinalIgnoreCase));
}
