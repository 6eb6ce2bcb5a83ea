namespace Banyan.Host.Demo;

/// <summary>The demo can't run; the message says why and what to do.</summary>
internal sealed class DemoException(string message) : Exception(message);
