using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types;

/// <summary>How a scalar's values cross the border. A value that does not fit is a <see cref="CoercionException"/>, whose message the caller reads.</summary>
internal abstract class ScalarCoercion
{
    /// <summary>A variable's value, never JSON null, as resolvers see it.</summary>
    public abstract object ReadVariable(JsonElement value);

    /// <summary>A literal, never null, as resolvers see it. Variables inside it (in a JSON literal) are looked up.</summary>
    public abstract object ReadLiteral(ValueNode literal, Func<string, object?>? variable);

    /// <summary>Writes a resolver's value, never null.</summary>
    public abstract void Write(Utf8JsonWriter writer, object value);
}
