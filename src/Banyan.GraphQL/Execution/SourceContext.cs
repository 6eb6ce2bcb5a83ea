using System.Security.Claims;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution;

/// <summary>What the source of a subscription sees; it lives as long as the subscription.</summary>
internal sealed class SourceContext(GraphContext context, FieldPlan field, VariableValues variables, CancellationToken cancellationToken) : FieldContext
{
    private readonly ArgumentValues _arguments = field.Arguments.Coerce(variables);

    /// <inheritdoc />
    public override ClaimsPrincipal User => context.User;

    /// <inheritdoc />
    public override CancellationToken Cancelled => cancellationToken;

    /// <inheritdoc />
    public override T Get<T>() => ContextValues.Service<T>(context);

    /// <inheritdoc />
    public override T Arg<T>(string name) => ContextValues.One<T>(_arguments, name);

    /// <inheritdoc />
    public override IReadOnlyList<T> Args<T>(string name) => ContextValues.Many<T>(_arguments, name);

    /// <inheritdoc />
    public override bool Has(string name) => _arguments.IsGiven(name);

    /// <inheritdoc />
    public override bool Selects(string path) => field.Selects(path, variables);

    /// <inheritdoc />
    public override async ValueTask<TValue?> LoadAsync<TKey, TValue>(IGraphBatch<TKey, TValue> batch, TKey key)
        where TValue : default
    {
        // A source stands alone: there is nothing to collect its keys with.
        var values = await batch.LoadAsync([key], this, cancellationToken);
        return values.TryGetValue(key, out var value) ? value : default;
    }
}
