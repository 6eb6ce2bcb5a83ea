using System.Collections;
using Banyan.GraphQL.Execution.Planning;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Execution;

/// <summary>Takes resolvers' values into the answer: the specification's CompleteValue.</summary>
internal sealed class ValueCompletion(Run run)
{
    /// <summary>Completes a value; what is inside may come later. False when it is null and may not be.</summary>
    public bool Complete(int cell, FieldPlan field, GraphType type, object? value)
    {
        try
        {
            return Take(cell, field, type, value);
        }
        catch (CoercionException wrong)
        {
            return run.Fail(cell, field, FieldErrors.Bug(wrong, run.Settings, run.Context));
        }
        catch (Exception thrown)
        {
            return run.Fail(cell, field, thrown);
        }
    }

    private bool Take(int cell, FieldPlan field, GraphType type, object? value)
    {
        if (value is null)
        {
            run.Tree.SetNull(cell);
            return type is not NonNullType || Refuse(cell, field, "gave null, which it never may");
        }

        if (value is FailedValue failed)
        {
            return run.Fail(cell, field, failed.Failure);
        }

        switch (type is NonNullType nonNull ? nonNull.Inner : type)
        {
            case ScalarType scalar:
                TakeScalar(cell, scalar, value);
                return true;
            case EnumType choice:
                return TakeEnum(cell, field, choice, value);
            case ListType list:
                return TakeList(cell, field, list.Item, value);
            case ObjectType one:
                return TakeObject(cell, field, one, value);
            case var composite:
                return run.Plan.Types.Schema.PossibleTypes.Resolve(composite.Named, value) is { } concrete
                    ? TakeObject(cell, field, concrete, value)
                    : Refuse(cell, field, $"gave a {value.GetType()}, which is no {composite.Named.Name}");
        }
    }

    private void TakeScalar(int cell, ScalarType scalar, object value)
    {
        var isPlain = value switch
        {
            string => scalar.IsBuiltIn && scalar.Name is "String" or "ID",
            int => scalar.IsBuiltIn && scalar.Name is "Int",
            bool => scalar.IsBuiltIn && scalar.Name is "Boolean",
            _ => false,
        };
        if (isPlain)
        {
            run.Tree.SetLeaf(cell, value);
            return;
        }

        var start = run.Tree.TextLength;
        scalar.Coercion.Write(run.Tree.BeginText(), value);
        run.Tree.EndText(cell, start);
    }

    private bool TakeEnum(int cell, FieldPlan field, EnumType type, object value)
    {
        if (run.Plan.Types.NameOf(type, value) is not { } name)
        {
            return Refuse(cell, field, $"gave {value}, which is no {type.Name}");
        }

        run.Tree.SetLeaf(cell, name);
        return true;
    }

    private bool TakeList(int cell, FieldPlan field, GraphType item, object value)
    {
        // A list that is worked out while it is read is read to its end before anything else runs.
        var items = value switch
        {
            string => null,
            IReadOnlyList<object?> ready => ready,
            IList ready => new PlainList(ready),
            IEnumerable lazy => [.. lazy.Cast<object?>().Take(run.Settings.MaxNodes)],
            _ => null,
        };
        if (items is null)
        {
            return Refuse(cell, field, $"gave a {value.GetType()}, which is no list");
        }

        var count = items.Count;
        if (!run.Tree.OpenList(cell, count, item is NonNullType))
        {
            run.Halt(ExecutionCodes.ResultTooLarge);
            return false;
        }

        var first = run.Tree[cell].First;
        for (var i = 0; i < count; i++)
        {
            if (!Complete(first + i, field, item, items[i]) || run.IsHalted)
            {
                return run.Empty(cell);
            }
        }

        return true;
    }

    private bool TakeObject(int cell, FieldPlan field, ObjectType type, object value)
    {
        if (type.Scopes.Count > 0 && !ReferenceEquals(type, field.Field!.Type.Named) && !run.Fields.Allows(type.Scopes))
        {
            return run.Fail(cell, field, FieldErrors.Forbidden);
        }

        var fields = run.FieldsOf(field.Children(type));
        if (!run.Tree.OpenObject(cell, fields))
        {
            run.Halt(ExecutionCodes.ResultTooLarge);
            return false;
        }

        return run.Fields.StartAll(cell, fields, value);
    }

    private bool Refuse(int cell, FieldPlan field, string what) =>
        run.Fail(cell, field, FieldErrors.Bug(new InvalidOperationException($"{field.Parent.Name}.{field.Field!.Name} {what}."), run.Settings, run.Context));

    private sealed class PlainList(IList items) : IReadOnlyList<object?>
    {
        public int Count => items.Count;

        public object? this[int index] => items[index];

        public IEnumerator<object?> GetEnumerator() => items.Cast<object?>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
    }
}
