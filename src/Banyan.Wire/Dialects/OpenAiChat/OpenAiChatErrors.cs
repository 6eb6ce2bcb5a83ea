using System.Text;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Turns an upstream's errors into failures.</summary>
internal static class OpenAiChatErrors
{
    private const int LongestMessage = 1000;

    /// <summary>An answer that ended before every choice had finished.</summary>
    public static Failure Cut { get; } = new(FailureKind.Garbled, "upstream_cut", "The provider's answer ended before it was finished; what came is incomplete.");

    /// <summary>An answer with an error status.</summary>
    public static Failure Read(int status, WireHeaders headers, ReadOnlyMemory<byte> body)
    {
        var told = ToldError.Read(body);
        if (status is >= 300 and < 400)
        {
            return new Failure(FailureKind.Garbled, "provider_error", $"The provider answered with a redirect ({status}), which is never followed.") { ProviderStatus = status };
        }

        var kind = ErrorMeaning.Of(status, told);
        return Make(kind, status, told, body) with { RetryAfter = RetryDelay.Read(headers) };
    }

    /// <summary>An error object inside a 200 or a stream.</summary>
    public static Failure ReadInside(ReadOnlyMemory<byte> body)
    {
        var told = ToldError.Read(body);
        return Make(ErrorMeaning.Of(told.Status, told), told.Status == 0 ? 200 : told.Status, told, default);
    }

    /// <summary>A frame that can't be understood; tells its kind, never its content.</summary>
    public static Failure Garbled(ReadOnlySpan<byte> data)
    {
        var text = data.TrimStart(" \t\r\n"u8);
        var what = text.IsEmpty ? "nothing" : text[0] == (byte)'<' ? "HTML" : "something that is not JSON";
        return new Failure(FailureKind.Garbled, "provider_error", $"The provider answered with {what} where JSON was due.");
    }

    private static Failure Make(FailureKind kind, int status, ToldError told, ReadOnlyMemory<byte> body) =>
        new(kind, ErrorMeaning.CodeOf(kind, status), Message(status, told))
        {
            Param = told.Param,
            ProviderCode = told.Code ?? told.Type,
            ProviderStatus = status,
            ProviderBody = told.IsJson && !body.IsEmpty ? SecretMask.Clean(body.Span) : default(ReadOnlyMemory<byte>),
        };

    private static string Message(int status, ToldError told)
    {
        if (string.IsNullOrWhiteSpace(told.Message))
        {
            return $"The provider answered with status {status} and no message that can be read.";
        }

        var clean = Encoding.UTF8.GetString(SecretMask.Clean(Encoding.UTF8.GetBytes(told.Message)));
        return clean.Length <= LongestMessage ? clean : clean[..LongestMessage];
    }
}
