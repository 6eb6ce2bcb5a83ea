using System.Text;
using Banyan.Wire.Json;

namespace Banyan.Wire.Tests.Json;

public sealed class JsonSafetyTests
{
    [Theory]
    [InlineData(new byte[0], "empty")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}' }, "byte order mark")]
    [InlineData(new byte[] { (byte)'{', 0, (byte)'}' }, "NUL byte at offset 1")]
    [InlineData(new byte[] { (byte)'"', 0xC3, (byte)'"' }, "not valid UTF-8")]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' }, "not valid UTF-8")]
    public void A_hostile_body_is_refused_with_its_reason(byte[] body, string reason)
    {
        var failure = JsonSafety.Check(body).ShouldNotBeNull();

        failure.Code.ShouldBe("invalid_json");
        failure.Kind.ShouldBe(FailureKind.CallerFault);
        failure.Message.ShouldContain(reason);
    }

    [Fact]
    public void Any_text_in_utf8_passes() => JsonSafety.Check(Encoding.UTF8.GetBytes("{\"a\":\"é🌳\\u0000\"}")).ShouldBeNull();
}
