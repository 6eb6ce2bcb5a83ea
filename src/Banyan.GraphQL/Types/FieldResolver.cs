namespace Banyan.GraphQL.Types;

/// <summary>How a field's value is found; one of four closed forms.</summary>
internal abstract class FieldResolver
{
    private FieldResolver()
    {
    }

    /// <summary>At once, from the parent.</summary>
    public sealed class Value(Func<object?, FieldContext, object?> resolve) : FieldResolver
    {
        public Func<object?, FieldContext, object?> Resolve { get; } = resolve;
    }

    /// <summary>Later; an answer that is there already costs no more than a value.</summary>
    public sealed class Later(Func<object?, FieldContext, ValueTask<object?>> resolve) : FieldResolver
    {
        public Func<object?, FieldContext, ValueTask<object?>> Resolve { get; } = resolve;
    }

    /// <summary>For many parents in one call: one value for each, in order. Arguments are the same for all of them.</summary>
    public sealed class Batch(Func<IReadOnlyList<object?>, FieldContext, ValueTask<IReadOnlyList<object?>>> resolve) : FieldResolver
    {
        public Func<IReadOnlyList<object?>, FieldContext, ValueTask<IReadOnlyList<object?>>> Resolve { get; } = resolve;
    }

    /// <summary>A source of events, each of which is the root field's value once. Only on subscription roots.</summary>
    public sealed class Events(Func<FieldContext, IAsyncEnumerable<object?>> open) : FieldResolver
    {
        public Func<FieldContext, IAsyncEnumerable<object?>> Open { get; } = open;
    }
}
