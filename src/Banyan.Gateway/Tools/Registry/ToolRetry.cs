namespace Banyan.Gateway.Tools.Registry;

/// <summary>How failed calls are repeated.</summary>
/// <param name="Retries">How often at most, 0 to 2. <value>Default 2.</value></param>
/// <param name="DelayMs">Milliseconds before the first one, 50 to 5,000. <value>Default 200.</value></param>
/// <param name="Factor">How much longer each next one waits, 1 to 4. <value>Default 2.</value></param>
public sealed record ToolRetry(int Retries = 2, int DelayMs = 200, double Factor = 2);
