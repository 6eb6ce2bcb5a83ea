using System.Text.Json;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>Takes whatever is given, as the reference implementation's scalars without code do.</summary>
internal sealed class AnyScalar : ScalarCoercion
{
    public override object ReadVariable(JsonElement value) => value;

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable) => literal;

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue(value.ToString());
}
