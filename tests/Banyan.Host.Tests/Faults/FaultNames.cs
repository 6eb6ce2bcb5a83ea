namespace Banyan.Host.Tests.Faults;

/// <summary>Every fault there is, each with a provider of its own so that no breaker or resting key of one test touches another.</summary>
internal static class FaultNames
{
    public const string Leaver = "caller leaves";
    public const string Whole = "whole answer";
    public const string Alone = "nobody else";

    public static IReadOnlyList<string> All { get; } = [.. EarlyFaults.All.Keys, .. LateFaults.All.Keys.Select(Late), Leaver, Whole, Alone];

    public static string Late(string fault) => $"late {fault}";

    public static int IndexOf(string fault) => All.Select((name, index) => (name, index)).First(one => one.name == fault).index;
}
