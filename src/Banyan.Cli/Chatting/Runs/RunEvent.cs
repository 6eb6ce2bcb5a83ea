using System.Text.Json;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>Something that happened in a run.</summary>
/// <param name="Kind">What: <c>run.started</c>, <c>plan.ready</c>, <c>answer.delta</c> and so on.</param>
/// <param name="Sequence">Its number in the run's journal; null for what is in no journal.</param>
/// <param name="Data">Its facts.</param>
internal sealed record RunEvent(string Kind, long? Sequence, JsonElement Data);
