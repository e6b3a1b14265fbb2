"""The augmentation: a random view of each photograph, as a Keras layer in the graph."""

import math
from dataclasses import asdict
from typing import Any

import keras
from keras import ops

from training.networks.jpeg import FULL_QUALITY, coarsened
from training.recipes.recipe import View


@keras.saving.register_keras_serializable(package="lentigo")
class RandomView(keras.layers.Layer):  # type: ignore[misc]  # Keras ships no types.
    """See each photograph from another side: turned, mirrored, nearer or farther, in other light.

    While training it cuts a view at a random angle, scale and place (one bilinear resampling for all of them,
    reflecting at the edges), shifts brightness, contrast, saturation and colour cast, and coarsens it as JPEG does. At
    inference pictures pass unchanged, at their whole size.

    Input and output: float32, (batch, height, width, 3), sRGB 0–255.

    Parameters
    ----------
    view : View
        How far views may differ from the photograph. Config holds it as a dict.
    seed : int
    """

    def __init__(self, view: View | dict[str, Any], seed: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.view = view if isinstance(view, View) else View(**view)
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, images: Any, training: bool = False) -> Any:  # noqa: FBT001, FBT002 - Keras's own signature.
        """Cut and relight while training, else pass on."""
        if not training:
            return images
        views = self._cut(images)
        if self.view.light:
            views = self._relight(views)
        if self.view.jpeg_quality < FULL_QUALITY:
            views = coarsened(views, self._uniform(ops.shape(images)[0], self.view.jpeg_quality, FULL_QUALITY))
        return views

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Leave height and width open: they are the view's or the picture's."""
        return (input_shape[0], None, None, input_shape[-1])

    def get_config(self) -> dict[str, Any]:
        """Return what `from_config` needs."""
        inherited: dict[str, Any] = super().get_config()
        return inherited | {"view": asdict(self.view), "seed": self.seed}

    def _uniform(self, batch: Any, low: float, high: float, columns: int = 1) -> Any:
        return keras.random.uniform((batch, columns), low, high, seed=self.seed_generator)

    def _cut(self, images: Any) -> Any:
        batch, height, width = ops.shape(images)[:3]
        turn = math.radians(self.view.turn_degrees)
        angle = self._uniform(batch, -turn, turn)
        scale = self.view.scale * ops.exp(self._uniform(batch, -math.log(self.view.zoom), math.log(self.view.zoom)))
        aspect = ops.exp(self._uniform(batch, -math.log(self.view.stretch), math.log(self.view.stretch)) / 2)
        centre_x = self._centre(batch, ops.cast(width, "float32"), self.view.width_px, scale)
        centre_y = self._centre(batch, ops.cast(height, "float32"), self.view.height_px, scale)
        # Rows of the map from a view's (x, y) to the photograph's, both counted from the view's centre.
        step_x = scale * aspect * self._sign(batch, either=self.view.mirror_x)
        step_y = scale / aspect * self._sign(batch, either=self.view.mirror_y)
        a0, a1 = step_x * ops.cos(angle), -step_y * ops.sin(angle)
        b0, b1 = step_x * ops.sin(angle), step_y * ops.cos(angle)
        middle_x, middle_y = (self.view.width_px - 1) / 2, (self.view.height_px - 1) / 2
        a2 = centre_x - a0 * middle_x - a1 * middle_y
        b2 = centre_y - b0 * middle_x - b1 * middle_y
        zero = ops.zeros_like(a0)
        transforms = ops.concatenate([a0, a1, a2, b0, b1, b2, zero, zero], axis=1)
        views = ops.image.affine_transform(images, transforms, interpolation="bilinear", fill_mode="reflect")
        return views[:, : self.view.height_px, : self.view.width_px, :]

    def _centre(self, batch: Any, side: Any, view_side_px: int, scale: Any) -> Any:
        """Draw where the view's centre lies along one side of the photograph, in its pixels."""
        room = ops.maximum(side - view_side_px * scale, 0.0) / 2
        moved = self.view.shift * room + self.view.translation * view_side_px * scale
        return (side - 1) / 2 + moved * self._uniform(batch, -1.0, 1.0)

    def _sign(self, batch: Any, *, either: bool) -> Any:
        return ops.sign(self._uniform(batch, -1.0, 1.0)) if either else 1.0

    def _relight(self, images: Any) -> Any:
        batch = ops.shape(images)[0]

        def factor(columns: int = 1) -> Any:
            drawn = 1 + self._uniform(batch, -self.view.light, self.view.light, columns)
            return ops.reshape(drawn, (batch, 1, 1, columns))

        brightness = 255 * (factor() - 1)
        grey = ops.mean(images, axis=-1, keepdims=True)
        images = grey + (images - grey) * (1 + 2 * (factor() - 1))
        mean = ops.mean(images, axis=(1, 2), keepdims=True)
        images = mean + (images - mean) * factor()
        return ops.clip(images * factor(3) + brightness, 0.0, 255.0)
