namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Brings typed delegates into the model's forms.</summary>
internal static class Resolvers
{
    public static FieldResolver Root(Func<FieldContext, object?> value) => new FieldResolver.Value((_, context) => value(context));

    public static FieldResolver Root<TValue>(Func<FieldContext, ValueTask<TValue>> value) => Later((_, context) => value(context));

    public static FieldResolver Root<TValue>(Func<FieldContext, Task<TValue>> value) => Later((_, context) => new ValueTask<TValue>(value(context)));

    public static FieldResolver Later<TValue>(Func<object?, FieldContext, ValueTask<TValue>> value) =>
        new FieldResolver.Later((parent, context) =>
        {
            var found = value(parent, context);
            return found.IsCompletedSuccessfully ? new ValueTask<object?>(found.GetAwaiter().GetResult()) : Await(found);
        });

    public static FieldResolver Batch<T, TValue>(Func<IReadOnlyList<T>, FieldContext, ValueTask<IReadOnlyList<TValue>>> values) =>
        new FieldResolver.Batch(async (parents, context) => Boxed(await values([.. parents.Select(parent => (T)parent!)], context)));

    public static FieldResolver Events<TEvent>(Func<FieldContext, IAsyncEnumerable<TEvent>> open) =>
        new FieldResolver.Events(context => open(context) is var events && events is IAsyncEnumerable<object?> same ? same : Box(events));

    public static EntityKey Key<TFound>(string fields, Func<EntityKeys, FieldContext, ValueTask<IReadOnlyList<TFound>>> load) =>
        new(fields, IsResolvable: true, async (keys, context) => Boxed(await load(new EntityKeys(keys), context)));

    public static EntityKey KeyByText<T>(string field, Func<IReadOnlyList<string>, FieldContext, ValueTask<IReadOnlyList<T>>> load, Func<T, string> keyOf)
        where T : notnull =>
        new(field, IsResolvable: true, async (keys, context) =>
        {
            var asked = new EntityKeys(keys).Ids(field);
            var found = new Dictionary<string, T>(StringComparer.Ordinal);
            foreach (var value in await load([.. asked.Distinct(StringComparer.Ordinal)], context))
            {
                found[keyOf(value)] = value;
            }

            return [.. asked.Select(key => found.TryGetValue(key, out var value) ? (object?)value : null)];
        });

    private static async ValueTask<object?> Await<TValue>(ValueTask<TValue> value) => await value;

    private static IReadOnlyList<object?> Boxed<TValue>(IReadOnlyList<TValue> values) =>
        values as IReadOnlyList<object?> ?? [.. values.Select(value => (object?)value)];

    private static async IAsyncEnumerable<object?> Box<TEvent>(IAsyncEnumerable<TEvent> events)
    {
        await foreach (var one in events)
        {
            yield return one;
        }
    }
}
