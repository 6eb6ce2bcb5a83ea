using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Validation;

/// <summary>One check of one document: what all rules look at, and where they tell what they find.</summary>
internal sealed class Check(GraphSchema schema, Document document, QueryLimits limits, bool maySuggest)
{
    private const int LongestMessage = 1_000;
    private const int LongestShown = 100;

    private readonly List<GraphError> _errors = [];
    private Dictionary<string, FragmentDefinition>? _fragments;

    public GraphSchema Schema { get; } = schema;

    public Document Document { get; } = document;

    public QueryLimits Limits { get; } = limits;

    /// <summary>Whether messages may name what the caller did not.</summary>
    public bool MaySuggest { get; } = maySuggest;

    public IReadOnlyList<GraphError> Errors => _errors;

    /// <summary>Whether nothing more is to be looked for.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Steps spent on looking through fragments.</summary>
    public int Steps { get; private set; }

    /// <summary>Which spreads and variables each definition holds.</summary>
    public DocumentFacts Facts => field ??= new DocumentFacts(this);

    /// <summary>The document's fragments by name; of two with one name, the last.</summary>
    public IReadOnlyDictionary<string, FragmentDefinition> Fragments
    {
        get
        {
            if (_fragments is null)
            {
                _fragments = new Dictionary<string, FragmentDefinition>(StringComparer.Ordinal);
                foreach (var definition in Document.Definitions)
                {
                    if (definition is FragmentDefinition fragment)
                    {
                        _fragments[fragment.Name.Text] = fragment;
                    }
                }
            }

            return _fragments;
        }
    }

    /// <summary>Tells of a mistake.</summary>
    public void Report(string message, params ReadOnlySpan<GraphNode> nodes) => Add(message, GraphCodes.ValidationFailed, nodes);

    /// <summary>Refuses the document for a limit and ends the check.</summary>
    public void Refuse(string code, string message, params ReadOnlySpan<GraphNode> nodes)
    {
        if (!IsOver)
        {
            Add(message, code, nodes);
            IsOver = true;
        }
    }

    /// <summary>Counts work that grows faster than the document may; over the limit the document is refused.</summary>
    /// <returns>Whether to go on.</returns>
    public bool Spend(int steps = 1)
    {
        Steps += steps;
        if (Steps > Limits.MaxSteps)
        {
            Refuse(GraphCodes.QueryTooLarge, "The document takes too much work to check.");
        }

        return !IsOver;
    }

    /// <summary>A node as its author wrote it, cut where it is long.</summary>
    public string Show(GraphNode node)
    {
        var text = Document.Source.AsSpan(node.Span.Start..node.Span.End);
        return text.Length <= LongestShown ? text.ToString() : $"{text[..LongestShown]}...";
    }

    /// <summary>The question behind a message whether one of these was meant; empty when nothing may be suggested or nothing is near.</summary>
    public string Suggest(string written, IEnumerable<string> known) => MaySuggest ? Suggestions.For(written, known) : "";

    private void Add(string message, string code, ReadOnlySpan<GraphNode> nodes)
    {
        if (IsOver)
        {
            return;
        }

        var locations = new GraphLocation[nodes.Length];
        for (var index = 0; index < nodes.Length; index++)
        {
            locations[index] = Document.Locate(nodes[index]);
        }

        _errors.Add(new GraphError(message.Length <= LongestMessage ? message : $"{message.AsSpan(0, LongestMessage)}...") { Code = code, Locations = locations });
        IsOver = _errors.Count >= Limits.MaxErrors;
    }
}
