using Shop.Kit;
using Shop.Loyalty;

await ServiceHost.RunAsync(LoyaltyApp.Build(ServiceOptions.Parse(args, "loyalty", LoyaltyApp.Port)));

/// <summary>The program, for this project alone.</summary>
internal static partial class Program;
