using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Federation;

/// <summary>Finds entities by representations: one call for each type and key shape, answers in the order asked, a mistake in one item never harming another.</summary>
internal sealed class EntityLoader
{
    private readonly Dictionary<string, (EntityKey Key, SelectionSet Shape)[]> _keys = new(StringComparer.Ordinal);

    public EntityLoader(GraphSchema schema)
    {
        foreach (var type in schema.Types.Values.OfType<FieldsType>())
        {
            var keys = type.Keys.Where(key => key.Load is not null).Select(key => (key, GraphParser.ParseFields(key.Fields).Value!)).ToArray();
            if (keys.Length > 0)
            {
                _keys.Add(type.Name, keys);
            }
        }
    }

    public async ValueTask<IReadOnlyList<object?>> LoadAsync(IReadOnlyList<object?> representations, FieldContext context)
    {
        var answers = new object?[representations.Count];
        var groups = new Dictionary<EntityKey, List<int>>(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < answers.Length; index++)
        {
            if (Shape(representations[index], out var refusal) is { } key)
            {
                if (!groups.TryGetValue(key, out var members))
                {
                    groups.Add(key, members = []);
                }

                members.Add(index);
            }
            else
            {
                answers[index] = new FailedValue(new CoercionException(refusal!));
            }
        }

        // All are asked before any is awaited: groups do not wait for each other.
        var asked = groups.Select(group => LoadAsync(group.Key, group.Value, representations, answers, context).AsTask()).ToArray();
        await Task.WhenAll(asked);
        return answers;
    }

    private static async ValueTask LoadAsync(EntityKey key, List<int> members, IReadOnlyList<object?> representations, object?[] answers, FieldContext context)
    {
        try
        {
            var found = await key.Load!([.. members.Select(index => (IReadOnlyDictionary<string, object?>)representations[index]!)], context);
            if (found.Count != members.Count)
            {
                throw new InvalidOperationException($"A key's loader was asked for {members.Count} entities and gave {found.Count}.");
            }

            for (var index = 0; index < members.Count; index++)
            {
                answers[members[index]] = found[index];
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            members.ForEach(index => answers[index] = new FailedValue(failure));
        }
    }

    /// <summary>The first key of the type whose fields the representation has.</summary>
    private EntityKey? Shape(object? representation, out string? refusal)
    {
        if (representation is not IReadOnlyDictionary<string, object?> fields || fields.GetValueOrDefault("__typename") is not string type)
        {
            refusal = "A representation is an object with __typename and the fields of a key.";
            return null;
        }

        if (!_keys.TryGetValue(type, out var keys))
        {
            refusal = $"\"{type}\" is no entity that can be found here.";
            return null;
        }

        var key = Array.Find(keys, candidate => Fits(fields, candidate.Shape)).Key;
        refusal = key is null ? $"A representation of \"{type}\" has the fields of one of its keys: {string.Join("; ", keys.Select(candidate => candidate.Key.Fields))}." : null;
        return key;
    }

    private static bool Fits(IReadOnlyDictionary<string, object?> fields, SelectionSet shape) => shape.Items.All(item => item switch
    {
        FieldNode { Selections: null } leaf => fields.TryGetValue(leaf.Name.Text, out var value) && value is not null,
        FieldNode nested => fields.GetValueOrDefault(nested.Name.Text) switch
        {
            IReadOnlyDictionary<string, object?> inner => Fits(inner, nested.Selections!),
            object?[] items => items.All(one => one is IReadOnlyDictionary<string, object?> inner && Fits(inner, nested.Selections!)),
            _ => false,
        },
        _ => true,
    });
}
