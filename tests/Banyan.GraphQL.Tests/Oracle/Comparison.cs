namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>Where two judgements differ beyond what is meant to differ.</summary>
internal static class Comparison
{
    private const int MostErrors = 100;

    /// <summary>What differs; null when nothing does.</summary>
    public static string? Difference(Judgement ours, Judgement theirs)
    {
        if (ours.Refused != theirs.Refused)
        {
            return $"parsing: ours {ours.Refused}, theirs {theirs.Refused}";
        }

        if (ours.Printed != theirs.Printed)
        {
            return $"printing: ours\n{ours.Printed}\ntheirs\n{theirs.Printed}";
        }

        if (theirs.Errors.Count > MostErrors)
        {
            // Theirs stopped, perhaps at pairs that are one conflict to us: what it found before must be known here.
            return ours.Errors.Count == MostErrors || (HasConflict(ours) && HasConflict(theirs) && Places(theirs with { Errors = [.. theirs.Errors.Take(MostErrors)] }).All(Places(ours).Contains))
                ? null
                : $"ours found {ours.Errors.Count} errors, theirs more than {MostErrors}";
        }

        return SamePlaces(ours, theirs) && HasConflict(ours) == HasConflict(theirs) && OneOfs(theirs).All(OneOfs(ours).Contains)
            ? null
            : $"validation: ours\n{string.Join('\n', ours.Errors)}\ntheirs\n{string.Join('\n', theirs.Errors)}";
    }

    private static bool SamePlaces(Judgement ours, Judgement theirs)
    {
        var known = Places(ours).ToArray();
        var isMore = DeliberateDifferences.HasUnknownDirective(ours) ? DeliberateDifferences.UnknownDirectiveArguments.Is : (Func<string, bool>)(_ => false);
        var meant = theirs with { Errors = [.. theirs.Errors.Where(error => known.Contains(error.Places, StringComparer.Ordinal) || !isMore(error.Message))] };
        return known.SequenceEqual(Places(meant), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Places(Judgement judgement) =>
        judgement.Errors.Where(error => !DeliberateDifferences.ConflictsOncePerField.Is(error.Message) && !DeliberateDifferences.OneOfInsideNonNull.Is(error.Message))
            .Select(error => error.Places).Order(StringComparer.Ordinal);

    private static bool HasConflict(Judgement judgement) => judgement.Errors.Any(error => DeliberateDifferences.ConflictsOncePerField.Is(error.Message));

    private static string[] OneOfs(Judgement judgement) =>
        [.. judgement.Errors.Where(error => DeliberateDifferences.OneOfInsideNonNull.Is(error.Message)).Select(error => error.Places)];
}
