"""A network made ready to be trained: augmentation before it, loss and optimiser behind it."""

from pathlib import Path
from typing import Any

import keras

from training.loop.distribution import Distribution
from training.networks.build import build_network
from training.networks.random_view import RandomView
from training.recipes.recipe import Recipe, View

# More than one step draws: the random numbers of two steps never overlap.
_DRAWS_PER_STEP = 1000


def build_trainer(
    recipe: Recipe, label_count: int, steps: int, initial_weights: Path | str | None, distribution: Distribution
) -> keras.Model:
    """Build and compile: uint8 photographs at training size to logits.

    Parameters
    ----------
    recipe : Recipe
    label_count : int
    steps : int
        Of the whole run, for the schedule.
    initial_weights : Path, "imagenet" or None
    distribution : Distribution

    Returns
    -------
    keras.Model
        Its last layer is the network alone.
    """
    keras.utils.set_random_seed(recipe.seed)
    usual = keras.config.dtype_policy()
    keras.config.set_dtype_policy(recipe.precision)
    try:
        network = build_network(recipe, label_count, initial_weights)
    finally:
        keras.config.set_dtype_policy(usual)
    spec = recipe.training_input
    trainer = distribution.sequential(
        [
            keras.Input((spec.height_px, spec.width_px, 3), dtype="uint8"),
            keras.layers.Rescaling(1.0),
            RandomView(recipe.view_in(0), seed=recipe.seed),
            keras.layers.Rescaling(spec.scale, spec.offset),
            network,
        ]
    )
    trainer.compile(optimizer=_optimizer(recipe, steps), **_judged_by(recipe))
    return trainer


def build_validator(trainer: keras.Model, recipe: Recipe, distribution: Distribution) -> keras.Model:
    """Build and compile: uint8 photographs at the input's size to logits, sharing the trainer's weights."""
    spec = recipe.input
    validator = distribution.sequential(
        [
            keras.Input((spec.height_px, spec.width_px, 3), dtype="uint8"),
            keras.layers.Rescaling(spec.scale, spec.offset),
            trainer.layers[-1],
        ]
    )
    validator.compile(**_judged_by(recipe))
    return validator


def in_float32(recipe: Recipe, label_count: int, network: keras.Model) -> keras.Model:
    """Return a network that computes in float32, whatever it was trained in, with the same weights."""
    plain = build_network(recipe, label_count, None)
    plain.set_weights(network.get_weights())
    return plain


def see(trainer: keras.Model, view: View) -> None:
    """Let training see these views from now on."""
    (layer,) = (layer for layer in trainer.layers if isinstance(layer, RandomView))
    if layer.view != view:
        layer.view = view
        trainer.make_train_function(force=True)  # The one that was traced holds the old view.


def reseed(trainer: keras.Model, seed: int, step: int) -> None:
    """Set the state of augmentation and dropout by the step: Keras does not save it, and a resumed run needs it."""
    for number, layer in enumerate(trainer._flatten_layers()):  # noqa: SLF001 - `layers` leaves out inner ones.
        generator = getattr(layer, "seed_generator", None)
        if generator is not None:
            generator.state.assign([seed + number, step * _DRAWS_PER_STEP])


@keras.saving.register_keras_serializable(package="lentigo")
class SelectiveAdamW(keras.optimizers.AdamW):  # type: ignore[misc]  # Keras ships no types.
    """AdamW that decays kernels only, also after being saved and loaded: Keras's own forgets what it excludes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])


def _optimizer(recipe: Recipe, steps: int) -> keras.optimizers.Optimizer:
    rate: float | keras.optimizers.schedules.LearningRateSchedule = recipe.learning_rate
    if recipe.schedule == "cosine":
        warmup_steps = round(recipe.warmup_share * steps)
        rate = keras.optimizers.schedules.CosineDecay(
            initial_learning_rate=recipe.learning_rate / 100,
            decay_steps=steps - warmup_steps,
            warmup_target=recipe.learning_rate,
            warmup_steps=warmup_steps,
        )
    optimizer: keras.optimizers.Optimizer = (
        keras.optimizers.Adam(rate)
        if recipe.optimizer == "adam"
        else SelectiveAdamW(rate, weight_decay=recipe.weight_decay)
    )
    # Keras would do so by itself if the whole trainer, not the network in it alone, computed in float16.
    return keras.optimizers.LossScaleOptimizer(optimizer) if recipe.precision == "mixed_float16" else optimizer


def _judged_by(recipe: Recipe) -> dict[str, object]:
    return {
        "loss": keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=recipe.label_smoothing),
        "metrics": ["accuracy"],
        # XLA is ten times slower on a CPU.
        "jit_compile": False if keras.backend.backend() == "tensorflow" else "auto",
    }
