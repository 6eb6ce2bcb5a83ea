using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>What whoever watches a run sees: the grammar of the event stream.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Sequence">The journal's sequence; a reader that comes back names the last one it saw. Pieces of an answer share the last one.</param>
/// <param name="Kind"><c>run.started plan.ready refused step.started step.finished confirmation.required clarify answer.delta run.finished error</c>.</param>
/// <param name="Data">A JSON object.</param>
public sealed record RunEvent(string RunId, long Sequence, string Kind, JsonElement Data);
