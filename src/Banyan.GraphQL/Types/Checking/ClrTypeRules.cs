using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>The objects of an interface or union can be told apart by their CLR types, or tell themselves.</summary>
internal static class ClrTypeRules
{
    public static void Check(SchemaParts parts)
    {
        var abstracts = parts.Declared.OfType<UnionType>().Select(union => ((NamedType)union, union.Members.AsEnumerable()))
            .Concat(parts.Declared.OfType<InterfaceType>().Select(type => ((NamedType)type, parts.Declared.OfType<ObjectType>().Where(one => one.Interfaces.Contains(type)))));
        foreach (var (type, members) in abstracts)
        {
            foreach (var same in members.Distinct().Where(member => member is { IsTypeOf: null, ClrType: not null }).GroupBy(member => member.ClrType!).Where(group => group.Count() > 1))
            {
                parts.Problems.Add($"Type {type}: a {same.Key.Name} may be {string.Join(" or ", same.Select(member => member.Name))}; all but one of them need IsTypeOf.");
            }
        }
    }
}
