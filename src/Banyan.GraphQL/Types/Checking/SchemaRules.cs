using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Checking;

/// <summary>Asks every rule of the type system; each adds what it finds, naming type and field.</summary>
internal static class SchemaRules
{
    public static void Check(SchemaParts parts, SchemaDraft draft, GraphSchemaOptions options)
    {
        RootRules.Check(parts, draft);
        NameRules.Check(parts);
        FieldRules.Check(parts);
        InterfaceRules.Check(parts);
        InputRules.Check(parts);
        DirectiveRules.Check(parts);
        AppliedDirectiveRules.Check(parts);
        ClrTypeRules.Check(parts);
        KeyRules.Check(parts);
        if (options.RequireDescriptions)
        {
            DescriptionRules.Check(parts);
        }
    }
}
