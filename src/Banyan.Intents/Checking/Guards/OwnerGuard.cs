using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Guards;

/// <summary>Proves before a step that the record it touches is the caller's. Without a proof nothing is touched.</summary>
internal sealed class OwnerGuard(IOwnedReads reads, ForeignIds foreign)
{
    /// <summary>Proves. May read the record by the intent's own route.</summary>
    public async ValueTask<OwnerProof> ProveAsync(Intent intent, BoundArguments arguments, RunScope scope, CancellationToken cancellationToken)
    {
        if (intent.IsPublic || CallerBinding.ReachesAny(intent, scope.Subject))
        {
            return OwnerProof.Later;
        }

        if (foreign.IsBlocked(scope.Subject, intent.Family))
        {
            return OwnerProof.NotYours;
        }

        if (intent.Owner is not { } rule)
        {
            // Default deny once more: discovery quarantines what could be neither proved nor bound.
            var isBound = arguments.Provenance.Any(pair => pair.Value == Provenance.CallerBound && CallerBinding.Of(intent, pair.Key) is not null);
            return isBound || (intent.Effect == Effect.Read && !HoldsPersonal(intent.Result, 0)) ? new OwnerProof(null, isBound, null) : OwnerProof.Unproven;
        }

        if (rule.Via is null)
        {
            return intent.Effect == Effect.Read ? OwnerProof.Later : OwnerProof.Unproven;
        }

        return await ReadAsync(intent, rule, arguments, scope, cancellationToken);
    }

    /// <summary>Counts a record that turned out to be another's on its way out.</summary>
    public void CountForeign(Intent intent, BoundArguments arguments, Subject subject)
    {
        if (intent.Owner is { } rule && arguments.Value.TryGetProperty(rule.Resource, out var id))
        {
            foreign.Count(subject, intent.Family, id.ToString());
        }
    }

    private async ValueTask<OwnerProof> ReadAsync(Intent intent, OwnerRule rule, BoundArguments arguments, RunScope scope, CancellationToken cancellationToken)
    {
        if (!arguments.Value.TryGetProperty(rule.Resource, out var id) || CallerBinding.Value(rule.MustEqual, scope.Subject) is not { } owner
            || !scope.Catalogue.Intents.TryGetValue(rule.Via!, out var via) || via.Effect != Effect.Read || ArgumentsOf(via, rule, id, scope.Subject) is not { } asked)
        {
            return OwnerProof.Unproven;
        }

        var read = await reads.ReadAsync(via.Key, asked, scope, cancellationToken);
        if (read.Value is { } record)
        {
            var path = OwnerPath.Read(rule.Path);
            if (path.Proves(record, owner))
            {
                return new OwnerProof(null, true, record);
            }

            if (!path.Denies(record, owner))
            {
                return OwnerProof.Unproven;
            }
        }
        // A backend that refuses the person's own right to the record says the same as one that knows no such record.
        else if (!read.IsAbsent && read.Problem?.Code is not (ProblemWords.DeniedOwner or ProblemWords.BackendRejected))
        {
            return OwnerProof.Unproven;
        }

        foreign.Count(scope.Subject, intent.Family, id.ToString());
        return OwnerProof.NotYours;
    }

    // The read takes the record under its own name for it: the same, the one it is owned by, or the only one it needs.
    private static JsonElement? ArgumentsOf(Intent via, OwnerRule rule, JsonElement id, Subject subject)
    {
        var free = via.Params.Properties.Keys.Where(key => CallerBinding.Of(via, key) is null).ToList();
        var name = free.Find(key => key == rule.Resource) ?? free.Find(key => key == via.Owner?.Resource) ?? (free.Count(via.Params.Required.Contains) == 1 ? free.Find(via.Params.Required.Contains) : null);
        if (name is null)
        {
            return null;
        }

        var members = new List<(string, JsonElement)> { (name, id) };
        foreach (var bound in via.Params.Properties.Keys.Where(key => CallerBinding.Of(via, key) is not null))
        {
            if (CallerBinding.Value(CallerBinding.Of(via, bound)!.Field, subject) is not { } own)
            {
                return null;
            }

            members.Add((bound, own));
        }

        return JsonObjects.Of(members);
    }

    private static bool HoldsPersonal(JsonSchema schema, int depth) =>
        schema.Word("x-banyan-sensitivity") is "pii" or "secret"
        || (depth < SchemaReader.MaxDepth && (schema.Properties.Values.Any(one => HoldsPersonal(one, depth + 1)) || (schema.Items is { } items && HoldsPersonal(items, depth + 1))));
}
