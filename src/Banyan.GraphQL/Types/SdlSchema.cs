using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types;

/// <summary>Reads schemas from SDL: to be compared, printed and asked about, not run, for their fields have no resolvers.</summary>
public static class SdlSchema
{
    /// <summary>The schema a text describes. What <see cref="GraphSchema.Sdl"/> gives is read as the same schema again, a subgraph's too.</summary>
    /// <param name="sdl">Definitions and extensions, in any order. Scalars of its own hold any JSON.</param>
    /// <exception cref="GraphSchemaException">The text is no SDL, or there are mistakes in the schema; it tells all of them.</exception>
    public static GraphSchema Read(string sdl)
    {
        var draft = new SchemaDraft();
        SdlReader.Read(sdl, draft);
        return SchemaLinker.Link(new GraphBuilder(draft), new GraphSchemaOptions());
    }
}
