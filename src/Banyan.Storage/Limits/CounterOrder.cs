using Banyan.Gateway.Limits;

namespace Banyan.Storage.Limits;

/// <summary>What stores need of lines: keys as text, in the one order every node locks them in.</summary>
internal static class CounterOrder
{
    // Epochs are compared as numbers in scripts: what a double holds exactly.
    private const long MostEpoch = 1L << 52;

    /// <summary>From when stores count microseconds: near enough that a double holds parts of one.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Positions of the lines by key, and the keys in that order.</summary>
    public static (int[] At, string[] Keys) Sorted(IReadOnlyList<CounterLine> lines)
    {
        var keys = new string[lines.Count];
        var at = new int[lines.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            (keys[i], at[i]) = (lines[i].Key.ToString(), i);
        }

        Array.Sort(keys, at, StringComparer.Ordinal);
        return (at, keys);
    }

    /// <summary>A mark for a store that has forgotten everything, unlike any other.</summary>
    public static long NewEpoch() => Random.Shared.NextInt64(1, MostEpoch);

    /// <summary>Whether lines were taken: no enforced one was short.</summary>
    public static bool IsTaken(CounterLine[] lines) => !Array.Exists(lines, static line => line is { IsShort: true, IsShadow: false });
}
