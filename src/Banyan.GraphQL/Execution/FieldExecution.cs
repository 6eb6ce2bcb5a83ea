using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution;

/// <summary>Starts fields: rights first, then arguments, then the resolver.</summary>
internal sealed class FieldExecution(Run run)
{
    private ResolverContext? _spare;

    /// <summary>Starts all fields of an object. False when one is null that may not be, so that the object is null too.</summary>
    public bool StartAll(int cell, FieldPlan[] fields, object? parent)
    {
        var first = run.Tree[cell].First;
        for (var i = 0; i < fields.Length; i++)
        {
            if (!Start(first + i, fields[i], parent) || run.IsHalted)
            {
                return run.Empty(cell);
            }
        }

        return true;
    }

    /// <summary>Starts a field; its outcome may come later. False when it is null and may not be.</summary>
    public bool Start(int cell, FieldPlan field, object? parent)
    {
        if (field.Field is null)
        {
            run.Tree.SetLeaf(cell, field.Parent.Name);
            return true;
        }

        if (!Allows(field.Scopes))
        {
            return run.Fail(cell, field, FieldErrors.Forbidden);
        }

        try
        {
            return Resolve(cell, field, field.Field.Resolver, parent, run.ArgumentsOf(field));
        }
        catch (Exception thrown)
        {
            return run.Fail(cell, field, thrown);
        }
    }

    /// <summary>Fails every field of a mutation when one is forbidden: it is run whole or not at all.</summary>
    public bool RefuseMutation(FieldPlan[] fields)
    {
        if (fields.All(field => Allows(field.Scopes)))
        {
            return false;
        }

        for (var i = 0; i < fields.Length; i++)
        {
            var cell = run.Tree[0].First + i;
            run.Settle(cell, run.Fail(cell, fields[i], Allows(fields[i].Scopes) ? FieldErrors.NotRun : FieldErrors.Forbidden));
        }

        return true;
    }

    /// <summary>Whether the caller has these scopes.</summary>
    public bool Allows(IReadOnlyList<string> scopes) => scopes.Count == 0 || run.Settings.Authorizer?.Allows(run.Context.User, scopes) != false;

    private bool Resolve(int cell, FieldPlan field, FieldResolver? resolver, object? parent, ArgumentValues arguments)
    {
        switch (resolver)
        {
            case FieldResolver.Value value:
                var context = Rent(cell, field, arguments);
                var now = value.Resolve(parent, context);
                _spare = context;
                return run.Values.Complete(cell, field, field.Field!.Type, now);
            case FieldResolver.Later later:
                return ResolveLater(cell, field, later, parent, arguments);
            case FieldResolver.Batch batch:
                run.Batches.Add(cell, field, batch, parent, arguments);
                return true;
            case FieldResolver.Events:
                return run.Values.Complete(cell, field, field.Field!.Type, parent);
            default:
                throw new InvalidOperationException($"{field.Parent.Name}.{field.Field!.Name} has no resolver.");
        }
    }

    private bool ResolveLater(int cell, FieldPlan field, FieldResolver.Later later, object? parent, ArgumentValues arguments)
    {
        var context = Rent(cell, field, arguments);
        var task = later.Resolve(parent, context);
        if (task.IsCompleted)
        {
            var value = task.GetAwaiter().GetResult();
            _spare = context;
            return run.Values.Complete(cell, field, field.Field!.Type, value);
        }

        var pending = new PendingField(run, cell, field, task);
        run.Await(pending);
        pending.Watch();
        return true;
    }

    // A context serves one resolver after the other, but one that still works, or threw, keeps its own.
    private ResolverContext Rent(int cell, FieldPlan field, ArgumentValues arguments)
    {
        var context = _spare ?? new ResolverContext(run);
        _spare = null;
        context.Aim(run.Tree.ScopeOf(cell), field, arguments);
        return context;
    }
}
