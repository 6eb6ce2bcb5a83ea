using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

public sealed class InputFieldsTests
{
    [Fact]
    public void A_field_given_as_null_was_given()
    {
        var fields = new InputFields(new Dictionary<string, object?>(StringComparer.Ordinal) { ["note"] = null, ["limit"] = 3 });

        Assert.True(fields.Has("note"));
        Assert.Null(fields.Text("note"));
        Assert.Equal(3, fields.Int("limit"));
        Assert.False(fields.Has("other"));
        Assert.Null(fields.Int("other"));
    }
}
