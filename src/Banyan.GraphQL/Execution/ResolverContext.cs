using System.Security.Claims;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution;

/// <summary>What the resolver of one field at one place sees.</summary>
internal sealed class ResolverContext(Run run) : FieldContext
{
    private ArgumentValues? _arguments;
    private FieldPlan? _field;
    private int _scope;

    /// <inheritdoc />
    public override ClaimsPrincipal User => run.Context.User;

    /// <inheritdoc />
    public override CancellationToken Cancelled => run.Stop.TokenOf(_scope);

    private ArgumentValues Arguments => _arguments ?? throw new InvalidOperationException("A batch serves many fields: it has no arguments.");

    /// <summary>Points it at a field.</summary>
    /// <param name="scope">The object or list whose end ends the resolver.</param>
    /// <param name="field">Null for a batch's call, which belongs to no field.</param>
    /// <param name="arguments">Coerced.</param>
    public void Aim(int scope, FieldPlan? field, ArgumentValues? arguments)
    {
        _scope = scope;
        _field = field;
        _arguments = arguments;
    }

    /// <inheritdoc />
    public override T Get<T>() => ContextValues.Service<T>(run.Context);

    /// <inheritdoc />
    public override T Arg<T>(string name) => ContextValues.One<T>(Arguments, name);

    /// <inheritdoc />
    public override IReadOnlyList<T> Args<T>(string name) => ContextValues.Many<T>(Arguments, name);

    /// <inheritdoc />
    public override bool Has(string name) => Arguments.IsGiven(name);

    /// <inheritdoc />
    public override bool Selects(string path) => _field?.Selects(path, run.Variables) == true;

    /// <inheritdoc />
    public override ValueTask<TValue?> LoadAsync<TKey, TValue>(IGraphBatch<TKey, TValue> batch, TKey key)
        where TValue : default => run.Batches.LoadAsync(batch, key);
}
