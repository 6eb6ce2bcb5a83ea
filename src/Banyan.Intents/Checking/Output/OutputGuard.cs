using System.Text.Json;
using Banyan.Intents.Checking.Guards;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Output;

/// <summary>Looks at a result before anything leaves the executor: owner once more, foreign elements out of lists, secret fields away.</summary>
internal static class OutputGuard
{
    /// <summary>Checks.</summary>
    public static OutputResult Check(Intent intent, BoundArguments arguments, JsonElement value, RunScope scope)
    {
        var open = SecretFields.Without(intent.Result, value);
        if (intent.IsPublic)
        {
            return new OutputResult(open, false, 0, null);
        }

        if (CallerBinding.ReachesAny(intent, scope.Subject))
        {
            // Who may see everybody's still owns their own.
            var isOwn = intent.Owner is { } own
                ? CallerBinding.Value(own.MustEqual, scope.Subject) is { } self && OwnerPath.Read(own.Path).Proves(open, self)
                : arguments.Provenance.Any(pair => pair.Value == Provenance.CallerBound && CallerBinding.Of(intent, pair.Key) is not null);
            return new OutputResult(open, isOwn, 0, null);
        }

        var removed = 0;
        var isOwned = false;
        if (intent.Owner is { } rule)
        {
            if (CallerBinding.Value(rule.MustEqual, scope.Subject) is not { } owner)
            {
                return Denied(ProblemWords.DeniedOwnerUnproven, GuardWords.Unproven);
            }

            if (Owned(rule, open, owner, out removed) is not { } kept)
            {
                var isForeign = OwnerPath.Read(rule.Path).Denies(open, owner);
                return isForeign ? Denied(ProblemWords.DeniedOwner, GuardWords.NotYours) : Denied(ProblemWords.DeniedOwnerUnproven, GuardWords.Unproven);
            }

            (open, isOwned) = (kept, true);
        }

        foreach (var (name, provenance) in arguments.Provenance.Where(pair => pair.Value == Provenance.CallerBound))
        {
            if (CallerBinding.Of(intent, name) is not null)
            {
                isOwned = true;
                open = ForeignElements.Without(open, name, arguments.Value.GetProperty(name), ref removed);
            }
        }

        return ForeignElements.IsForeign(open, arguments, intent) ? Denied(ProblemWords.DeniedOwner, GuardWords.NotYours) : new OutputResult(open, isOwned, removed, null);
    }

    private static JsonElement? Owned(OwnerRule rule, JsonElement value, JsonElement owner, out int removed)
    {
        var path = OwnerPath.Read(rule.Path);
        removed = 0;

        // A write was proved before; its answer may leave the owner out, but may not name another.
        return rule.Via is not null && !path.Denies(value, owner) ? value : path.Keep(value, owner, out removed);
    }

    private static OutputResult Denied(string code, string detail) => new(null, false, 0, new Problem(code, detail));
}
