using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Validation;

/// <summary>Tells of fields that cannot be merged, once for each two of them, from the nearest selection they share.</summary>
internal sealed class MergeReport(Check check)
{
    private const int LongestReason = 300;

    private readonly HashSet<(FieldNode, FieldNode)> _told = [];

    /// <summary>Whether these two were told already.</summary>
    public bool Has(MergedField left, MergedField right) => _told.Contains((left.Node, right.Node)) || _told.Contains((right.Node, left.Node));

    public void Tell(MergedField left, MergedField right, string reason)
    {
        if (Has(left, right) || check.IsOver)
        {
            return;
        }

        _told.Add((left.Node, right.Node));
        var (name, one, other) = (left.Node.ResponseName, new List<GraphNode> { left.Node }, new List<GraphNode> { right.Node });
        for (var (upper, lower) = (left.Owner, right.Owner); upper is not null && lower is not null && upper.Node != lower.Node; (upper, lower) = (upper.Owner, lower.Owner))
        {
            reason = $"subfields \"{name}\" conflict because {Cut(reason)}";
            name = upper.Node.ResponseName;
            one.Insert(0, upper.Node);
            other.Insert(0, lower.Node);
        }

        check.Report($"Fields \"{Cut(name)}\" conflict because {reason}. Use different aliases on the fields to fetch both if this was intentional.", [.. one, .. other]);
    }

    private static string Cut(string text) => text.Length <= LongestReason ? text : $"{text.AsSpan(0, LongestReason)}...";
}
