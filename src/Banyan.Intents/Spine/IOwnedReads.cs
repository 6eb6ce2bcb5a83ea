using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>Reads a record to prove whose it is, by the intent's own route; cached for the run, at most 60 s. Implemented by Running.</summary>
internal interface IOwnedReads
{
    /// <summary>Runs a read intent outside the plan.</summary>
    ValueTask<OwnedRead> ReadAsync(string intent, JsonElement arguments, RunScope scope, CancellationToken cancellationToken);
}
