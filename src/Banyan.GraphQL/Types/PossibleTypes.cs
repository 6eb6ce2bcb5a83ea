using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Banyan.GraphQL.Types;

/// <summary>Which objects a value of an interface or union may be, and which one it is.</summary>
internal sealed class PossibleTypes
{
    private readonly FrozenDictionary<NamedType, FrozenSet<ObjectType>> _sets;
    private readonly FrozenDictionary<NamedType, ObjectType[]> _lists;
    private readonly ConcurrentDictionary<(NamedType Type, Type Value), ObjectType?> _byClrType = new();

    public PossibleTypes(IEnumerable<NamedType> types)
    {
        var lists = new Dictionary<NamedType, List<ObjectType>>();
        foreach (var type in types)
        {
            switch (type)
            {
                case ObjectType one:
                    Add(one, one);
                    one.Interfaces.ForEach(implemented => Add(implemented, one));
                    break;
                case UnionType union:
                    union.Members.ForEach(member => Add(union, member));
                    break;
            }
        }

        _lists = lists.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        _sets = lists.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());

        void Add(NamedType type, ObjectType one)
        {
            if (!lists.TryGetValue(type, out var list))
            {
                lists.Add(type, list = []);
            }

            list.Add(one);
        }
    }

    /// <summary>The objects of an interface or union, in the order declared; an object's own is itself.</summary>
    public IReadOnlyList<ObjectType> Of(NamedType type) => _lists.GetValueOrDefault(type) ?? [];

    /// <summary>Whether values of the object are values of the other type.</summary>
    public bool Contains(NamedType type, ObjectType one) => _sets.TryGetValue(type, out var set) && set.Contains(one);

    /// <summary>Whether some object is a value of both types.</summary>
    public bool Overlap(NamedType left, NamedType right) =>
        left == right || (_sets.TryGetValue(left, out var some) && _sets.TryGetValue(right, out var others) && (some.Count <= others.Count ? some.Any(others.Contains) : others.Any(some.Contains)));

    /// <summary>The object a resolver's value is; null when it is none of the type's. An object's own claim comes first, then the CLR type, the nearest base before a farther one.</summary>
    public ObjectType? Resolve(NamedType type, object value)
    {
        if (type is ObjectType only)
        {
            return only;
        }

        foreach (var one in _lists.GetValueOrDefault(type) ?? [])
        {
            if (one.IsTypeOf?.Invoke(value) == true)
            {
                return one;
            }
        }

        return _byClrType.GetOrAdd((type, value.GetType()), key => ByClrType(key.Type, key.Value));
    }

    private ObjectType? ByClrType(NamedType type, Type value)
    {
        ObjectType? nearest = null;
        foreach (var one in (_lists.GetValueOrDefault(type) ?? []).Where(one => one is { IsTypeOf: null, ClrType: { } clr } && clr.IsAssignableFrom(value)))
        {
            if (nearest?.ClrType is null || nearest.ClrType.IsAssignableFrom(one.ClrType))
            {
                nearest = one;
            }
        }

        return nearest;
    }
}
