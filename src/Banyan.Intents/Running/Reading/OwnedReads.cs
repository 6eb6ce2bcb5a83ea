using System.Text.Json;
using Banyan.Intents.Running.Sending;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Reading;

/// <summary>Reads records to prove whose they are: by the intent's own route, outside the plan, kept for the run.</summary>
internal sealed class OwnedReads(StepSender sender, RunCache cache) : IOwnedReads
{
    /// <inheritdoc />
    public async ValueTask<OwnedRead> ReadAsync(string intent, JsonElement arguments, RunScope scope, CancellationToken cancellationToken)
    {
        if (!scope.Catalogue.Intents.TryGetValue(intent, out var found) || found.Effect != Effect.Read)
        {
            return new OwnedRead(null, false, new Problem(ProblemWords.PlanUnknownIntent, $"{intent} is no read of this catalogue."));
        }

        if (cache.Find(scope.RunId, found, arguments) is { } kept)
        {
            return kept;
        }

        var sent = await sender.ReadAsync(new Sending.StepCall(found, arguments, scope.Subject, scope.RunId, "proof"), cancellationToken);
        var read = new OwnedRead(sent.Reply.Value, sent.Reply.Status is 404 or 410, sent.Reply.Problem);
        if (read.Problem is null || read.IsAbsent)
        {
            cache.Keep(scope.RunId, found, arguments, read);
        }

        return read;
    }
}
