using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Execution;

/// <summary>A subscription: its source, and how each of its events becomes an answer of its own.</summary>
internal sealed class LiveSubscription(ExecutionSettings settings, OperationPlan plan, VariableValues variables, GraphContext context)
{
    /// <summary>The only field at its root.</summary>
    public FieldPlan Field { get; } = plan.Root.Included(variables)[0];

    /// <summary>What happens.</summary>
    public IAsyncEnumerable<object?> Source { get; set; } = Nothing();

    /// <summary>Whether the caller has the field's scopes.</summary>
    public bool IsAllowed => Field.Scopes.Length == 0 || settings.Authorizer?.Allows(context.User, Field.Scopes) != false;

    /// <summary>Runs the operation for one event; scopes are asked again.</summary>
    public async ValueTask<GraphResult> AnswerAsync(object? happened, CancellationToken cancellationToken) =>
        await new Run(settings, plan, variables, context, cancellationToken).ToEndAsync(happened);

    /// <summary>The last answer of a source that broke.</summary>
    public GraphResult Broken(Exception thrown) => Refusal(FieldErrors.Of(thrown, settings, context, plan.Document));

    /// <summary>An answer without data.</summary>
    public GraphResult Refusal(GraphError error) =>
        GraphResult.Refused([error with { Path = [Field.Key], Locations = error.Locations is { Count: > 0 } places ? places : [.. Field.Occurrences.Select(one => plan.Document.Locate(one.Node))] }]);

    private static async IAsyncEnumerable<object?> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }
}
