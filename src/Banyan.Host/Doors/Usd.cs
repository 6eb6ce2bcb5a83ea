using System.Globalization;

namespace Banyan.Host.Doors;

/// <summary>Money as callers see it: a decimal string in USD.</summary>
internal static class Usd
{
    /// <summary>Nano-USD as USD without trailing zeros; <c>unknown</c> where there is no price.</summary>
    public static string Text(long? nanoUsd) =>
        nanoUsd is { } known ? (known / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture) : "unknown";
}
