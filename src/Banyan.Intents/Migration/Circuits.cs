using System.Collections.Concurrent;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration;

/// <summary>The breakers of every (backend, intent), and the backends whose health path says they are down. Thread-safe.</summary>
internal sealed class Circuits(TimeProvider time)
{
    private const int BadProbes = 2;
    private readonly ConcurrentDictionary<(string Backend, string Intent), Breaker> _breakers = new();
    private readonly ConcurrentDictionary<string, int> _badProbes = new(StringComparer.Ordinal);

    /// <summary>Whether a call may be made now; takes the place of a probe.</summary>
    public bool TryEnter(Backend backend, string intent) => !IsDown(backend) && Of(backend, intent).TryEnter();

    /// <summary>Whether a backend must be left alone for an intent. Takes no place.</summary>
    public bool IsOpen(Backend backend, string intent) => StateOf(backend, intent) == "open";

    /// <summary><c>closed</c>, <c>open</c> or <c>half-open</c>.</summary>
    public string StateOf(Backend backend, string intent) => IsDown(backend) ? "open" : Of(backend, intent).State;

    /// <summary>Takes in how a call went.</summary>
    public void Report(Backend backend, string intent, RouteOutcome outcome) => Of(backend, intent).Report(outcome == RouteOutcome.Answered);

    /// <summary>Takes in what a health path said; two bad answers in a row are believed, one good one is.</summary>
    public void Heard(Backend backend, bool? isWell) => _badProbes[backend.Name] = isWell == false ? _badProbes.GetValueOrDefault(backend.Name) + 1 : 0;

    private bool IsDown(Backend backend) => _badProbes.GetValueOrDefault(backend.Name) >= BadProbes;

    private Breaker Of(Backend backend, string intent) => _breakers.GetOrAdd((backend.Name, intent), static (_, clock) => new Breaker(clock), time);
}
