using Shop.Kit;
using Shop.Shipping;

await ServiceHost.RunAsync(ShippingApp.Build(ServiceOptions.Parse(args, "shipping", ShippingApp.Port)));

/// <summary>The program, for this project alone.</summary>
internal static partial class Program;
