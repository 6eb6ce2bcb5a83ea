namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Types with their names, before their members refer to each other.</summary>
internal static class TypeShells
{
    public static void Add(SchemaDraft draft, SchemaParts parts)
    {
        foreach (var type in draft.Types)
        {
            if (!parts.Types.TryAdd(type.Name, Shell(type, parts)) && !draft.IsRoot(type))
            {
                parts.Problems.Add(parts.Types[type.Name] is ScalarType { IsBuiltIn: true }
                    ? $"Type {type.Name} is built in and cannot be declared."
                    : $"Type {type.Name} is declared more than once; a second file adds to it with Extend.");
            }
        }
    }

    public static void AddBuiltIn(SchemaParts parts)
    {
        foreach (var scalar in BuiltInScalars.Create())
        {
            parts.Types.Add(scalar.Name, scalar);
        }
    }

    /// <summary>Whether a draft's members belong into a type of that name.</summary>
    public static bool Fits(NamedType type, TypeDraft draft) => draft.Kind switch
    {
        DraftKind.Object => type is ObjectType one && (one.ClrType is null || one.ClrType == draft.ClrType),
        DraftKind.Interface => type is InterfaceType,
        DraftKind.Union => type is UnionType,
        DraftKind.Enum => type is EnumType,
        DraftKind.Input => type is InputType,
        DraftKind.Scalar => type is ScalarType { IsBuiltIn: false },
    };

    /// <summary>Takes out the built-in scalars nothing refers to; String and Boolean are always referred to, by introspection.</summary>
    public static void RemoveUnused(SchemaParts parts)
    {
        var used = parts.Types.Values.SelectMany(References).Concat(parts.Directives.Values.SelectMany(directive => directive.Arguments.Values).Select(argument => argument.Type.Named)).ToHashSet();
        foreach (var scalar in parts.Types.Values.Where(type => type is ScalarType { IsBuiltIn: true } && !used.Contains(type)).ToArray())
        {
            parts.Types.Remove(scalar.Name);
        }
    }

    private static IEnumerable<NamedType> References(NamedType type) => type switch
    {
        FieldsType fields => fields.Fields.Values.SelectMany(field => field.Arguments.Values.Select(argument => argument.Type.Named).Prepend(field.Type.Named)),
        InputType input => input.Fields.Values.Select(field => field.Type.Named),
        _ => [],
    };

    private static NamedType Shell(TypeDraft draft, SchemaParts parts)
    {
        var directives = Sdl.Directives(draft.Directives, $"Type {draft.Name}", parts.Problems);
        return draft.Kind switch
        {
            DraftKind.Scalar => new ScalarType(draft.Name, draft.Description, draft.Coercion!, draft.SpecifiedBy ?? Sdl.Text(directives, "specifiedBy", "url")),
            DraftKind.Enum => new EnumType(draft.Name, draft.Description),
            DraftKind.Input => new InputType(draft.Name, draft.Description, directives.Any(directive => directive.Name.Text == "oneOf")) { Make = draft.Make },
            DraftKind.Object => new ObjectType(draft.Name, draft.Description) { ClrType = draft.ClrType, IsTypeOf = draft.IsTypeOf },
            DraftKind.Interface => new InterfaceType(draft.Name, draft.Description),
            DraftKind.Union => new UnionType(draft.Name, draft.Description),
        };
    }
}
