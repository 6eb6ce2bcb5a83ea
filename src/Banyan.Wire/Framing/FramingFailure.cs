namespace Banyan.Wire.Framing;

/// <summary>The one way a framer fails.</summary>
internal static class FramingFailure
{
    public static Frame TooLong(string what) => Frame.Broken(new Failure(
        FailureKind.Garbled,
        "provider_error",
        $"The provider sent an {what} over the limit of {Framer.MaxLineBytes} bytes a line and {Framer.MaxEventBytes} bytes an event."));
}
