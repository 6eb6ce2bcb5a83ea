using Shop.Kit;
using Shop.Legacy;

await ServiceHost.RunAsync(LegacyApp.Build(ServiceOptions.Parse(args, "legacy", LegacyApp.Port)));

/// <summary>The program, for this project alone.</summary>
internal static partial class Program;
