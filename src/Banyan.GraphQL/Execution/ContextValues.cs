namespace Banyan.GraphQL.Execution;

/// <summary>What both kinds of resolver contexts read alike.</summary>
internal static class ContextValues
{
    public static T Service<T>(GraphContext context)
        where T : notnull =>
        context.Services.GetService(typeof(T)) is T service ? service : throw new InvalidOperationException($"No service of type {typeof(T)} is registered.");

    public static T One<T>(ArgumentValues arguments, string name) => arguments.Get(name) is { } value ? (T)value : default!;

    public static IReadOnlyList<T> Many<T>(ArgumentValues arguments, string name) => arguments.Get(name) switch
    {
        null => [],
        IReadOnlyList<T> items => items,
        IEnumerable<object?> items => [.. items.Select(item => (T)item!)],
        var other => throw new InvalidCastException($"Argument \"{name}\" holds a {other.GetType()}, not a list."),
    };
}
