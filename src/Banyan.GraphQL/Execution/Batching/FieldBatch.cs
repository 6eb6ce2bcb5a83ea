using System.Runtime.CompilerServices;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Execution.Results;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution.Batching;

/// <summary>A field resolved for many parents in one call. An exception among the values fails that parent's field alone.</summary>
internal sealed class FieldBatch(Run run, FieldPlan field, FieldResolver.Batch resolver, ArgumentValues arguments) : Arrival
{
    private List<int> _cells = [];
    private List<object?> _parents = [];
    private ValueTaskAwaiter<IReadOnlyList<object?>> _awaiter;

    /// <summary>Adds a parent and the place of its value.</summary>
    public void Add(int cell, object? parent)
    {
        _cells.Add(cell);
        _parents.Add(parent);
    }

    /// <summary>Calls the resolver for all whose place still stands.</summary>
    public void Send()
    {
        var wanted = Enumerable.Range(0, _cells.Count).Where(i => run.Tree.IsAlive(_cells[i])).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        _parents = [.. wanted.Select(i => _parents[i])];
        _cells = [.. wanted.Select(i => _cells[i])];
        Watch(Call());
    }

    /// <inheritdoc />
    public override bool IsWanted(ResultTree tree) => _cells.Exists(tree.IsAlive);

    /// <inheritdoc />
    public override void Resume()
    {
        IReadOnlyList<object?> values;
        try
        {
            values = _awaiter.GetResult();
            if (values.Count != _cells.Count)
            {
                throw new InvalidOperationException($"The batch of {field.Parent.Name}.{field.Field!.Name} gave {values.Count} values for {_cells.Count} parents.");
            }
        }
        catch (Exception thrown)
        {
            values = [.. _cells.Select(_ => thrown)];
        }

        for (var i = 0; i < _cells.Count && !run.IsHalted; i++)
        {
            var cell = _cells[i];
            if (run.Tree.IsAlive(cell))
            {
                run.Settle(cell, values[i] is Exception failure ? run.Fail(cell, field, failure) : run.Values.Complete(cell, field, field.Field!.Type, values[i]));
            }
        }
    }

    /// <inheritdoc />
    public override void Discard()
    {
        try
        {
            _awaiter.GetResult();
        }
        catch (Exception)
        {
            // Every place is gone: there is nobody to tell.
        }
    }

    private void Watch(ValueTask<IReadOnlyList<object?>> call)
    {
        _awaiter = call.GetAwaiter();
        if (_awaiter.IsCompleted)
        {
            Resume();
            return;
        }

        run.Await(this);
        _awaiter.UnsafeOnCompleted(() => run.Inbox.Post(this));
    }

    private ValueTask<IReadOnlyList<object?>> Call()
    {
        var context = new ResolverContext(run);
        context.Aim(scope: 0, field, arguments);
        try
        {
            return resolver.Resolve(_parents, context);
        }
        catch (Exception thrown)
        {
            return ValueTask.FromException<IReadOnlyList<object?>>(thrown);
        }
    }
}
