using Shop.Kit;
using Shop.Shipping;

await ServiceHost.RunAsync(ShippingApp.Build(ServiceOptions.Parse(args, "shipping", ShippingApp.Port)));
